using System.Text;
using System.Text.Json;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Core.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ConsentPortal.Core.Storage;

/// <summary>What both databases and all rooms share: snake_case names, ids as 64-bit numbers, enums as words, versions as concurrency
/// tokens, and nothing cascades (the default would erase evidence quietly).</summary>
internal static class PortalConventions
{
    private const int WordMaxLength = 24;

    public static void Apply(ModelConfigurationBuilder builder)
    {
        foreach (var type in typeof(PortalConventions).Assembly.GetTypes())
        {
            if (type.IsEnum)
            {
                builder.Properties(type).HaveConversion(typeof(WordConverter<>).MakeGenericType(type)).HaveMaxLength(WordMaxLength);
            }
            else if (type.IsClass && !type.IsAbstract && typeof(IEntity).IsAssignableFrom(type) || typeof(Period).IsAssignableFrom(type) && !type.IsAbstract)
            {
                builder.Properties(typeof(Id<>).MakeGenericType(type)).HaveConversion(typeof(IdConverter<>).MakeGenericType(type));
            }
        }

        builder.Properties<LocalText>().HaveConversion<LocalTextConverter>();
        builder.Properties<Term>().HaveConversion<TermConverter>().HaveMaxLength(Term.MaxLength);
        builder.Properties<Dictionary<string, string>>().HaveConversion<DictionaryConverter, DictionaryComparer>();
    }

    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            entity.SetTableName(entity.GetTableName() is { } name ? Snake(name) : null);
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Snake(property.GetColumnName()));
                if (property.ClrType.IsGenericType && property.ClrType.GetGenericTypeDefinition() == typeof(Id<>))
                {
                    property.ValueGenerated = Microsoft.EntityFrameworkCore.Metadata.ValueGenerated.Never;
                }
            }

            foreach (var key in entity.GetForeignKeys())
            {
                key.DeleteBehavior = DeleteBehavior.Restrict;
            }

            if (typeof(IVersioned).IsAssignableFrom(entity.ClrType))
            {
                builder.Entity(entity.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
            }

            if (typeof(Period).IsAssignableFrom(entity.ClrType))
            {
                entity.FindProperty(nameof(Period.From))!.SetColumnName("held_from"); // "from" is a keyword everywhere
                entity.FindProperty(nameof(Period.Until))!.SetColumnName("held_until");
            }

            Rename(entity);
        }
    }

    private static void Rename(Microsoft.EntityFrameworkCore.Metadata.IMutableEntityType entity)
    {
        foreach (var key in entity.GetKeys())
        {
            key.SetName(Snake(key.GetName()!));
        }

        foreach (var key in entity.GetForeignKeys())
        {
            key.SetConstraintName(Snake(key.GetConstraintName()!));
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName(Snake(index.GetDatabaseName()!));
        }
    }

    internal static string Snake(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }
}

/// <summary>Id ↔ 64-bit number.</summary>
internal sealed class IdConverter<T>() : ValueConverter<Id<T>, long>(id => id.Value, number => new Id<T>(number));

/// <summary>Enum ↔ word.</summary>
internal sealed class WordConverter<T>() : ValueConverter<T, string>(value => Word.Of(value), word => Word.Parse<T>(word)) where T : struct, Enum;

internal sealed class LocalTextConverter() : ValueConverter<LocalText, string>(text => text.ToJson(), json => LocalText.FromJson(json));

internal sealed class TermConverter() : ValueConverter<Term, string>(term => term.ToString(), text => Term.Parse(text));

internal sealed class DictionaryConverter() : ValueConverter<Dictionary<string, string>, string>(
    d => JsonSerializer.Serialize(d, (JsonSerializerOptions?)null), json => JsonSerializer.Deserialize<Dictionary<string, string>>(json, (JsonSerializerOptions?)null) ?? new());

internal sealed class DictionaryComparer() : ValueComparer<Dictionary<string, string>>(
    (a, b) => a == b || (a != null && b != null && a.Count == b.Count && !a.Except(b).Any()),
    d => d.Count,
    d => new Dictionary<string, string>(d, StringComparer.Ordinal));
