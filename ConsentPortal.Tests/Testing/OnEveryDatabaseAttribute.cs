using System.Reflection;
using ConsentPortal.Core.Storage;
using Xunit.Sdk;
using Xunit.v3;

namespace ConsentPortal.Tests.Testing;

/// <summary>Runs a theory on SQLite and on PostgreSQL; where PostgreSQL is not installed its row shows as skipped. Further values of the
/// theory follow the database: <c>[OnEveryDatabase(1, "a")]</c>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class OnEveryDatabaseAttribute(params object?[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker)
    {
        TheoryDataRow sqlite = new([DatabaseProvider.Sqlite, .. values]);
        TheoryDataRow postgres = new([DatabaseProvider.PostgreSql, .. values]) { Skip = PostgresCluster.IsInstalled ? null : "PostgreSQL is not installed." };
        return ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([sqlite, postgres]);
    }

    public override bool SupportsDiscoveryEnumeration() => true;
}
