using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace ConsentPortal.Core.Storage.Dialect;

/// <summary>On SQLite the tables whose key begins with the contact point are kept in key order (<c>WITHOUT ROWID</c>): one tree instead of
/// two, so that what belongs to one address is one page.</summary>
internal sealed class ClusteredTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider migrationsAnnotations)
    : SqliteMigrationsSqlGenerator(dependencies, migrationsAnnotations)
{
    private static readonly FrozenSet<string> Tables = new[]
    {
        "consent_records", "consent_events", "contact_point_links", "contact_states", "restrictions", "suppressions", "suppression_lifts", "rejected_rows", "source_rows",
    }.ToFrozenSet(StringComparer.Ordinal);

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        base.Generate(operation, model, builder, terminate: false);
        if (Tables.Contains(operation.Name.Replace("ef_temp_", "", StringComparison.Ordinal)))
        {
            builder.Append(" WITHOUT ROWID");
        }

        if (terminate)
        {
            builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
            EndStatement(builder);
        }
    }
}
