using System.Reflection;
using ConsentPortal.Core.Consent;

namespace ConsentPortal.Tests.Core.Consent;

public sealed class LedgerLeafTests
{
    private static readonly PropertyInfo[] Fields = [.. typeof(ConsentEvent).GetProperties().Where(p => p.Name != nameof(ConsentEvent.LeafHash))];

    [Fact]
    public void Every_field_of_an_event_changes_its_leaf_so_that_none_can_be_forgotten()
    {
        Assert.True(Fields.Length > 30);
        foreach (var field in Fields)
        {
            foreach (var filled in new[] { false, true })
            {
                var (one, other) = (Make(filled), Make(filled));
                field.SetValue(other, Other(field, field.GetValue(one)));

                Assert.False(LedgerLeaf.Of(one).SequenceEqual(LedgerLeaf.Of(other)), $"{field.Name} is not in the leaf hash.");
            }
        }
    }

    [Fact]
    public void No_text_can_slip_into_the_next_field()
    {
        var texts = Fields.Where(f => f.PropertyType == typeof(string)).ToList();
        foreach (var (first, second) in texts.SelectMany(a => texts.Where(b => b != a).Select(b => (a, b))))
        {
            var (one, other) = (Make(false), Make(false));
            first.SetValue(one, "ab");
            first.SetValue(other, "a");
            second.SetValue(other, "b");

            Assert.NotEqual(LedgerLeaf.Of(one), LedgerLeaf.Of(other));
        }
    }

    [Fact]
    public void Nothing_given_is_not_the_same_as_an_empty_text_or_hash()
    {
        Assert.NotEqual(LedgerLeaf.Of(new() { WordingHash = null }), LedgerLeaf.Of(new() { WordingHash = [] }));
        Assert.NotEqual(LedgerLeaf.Of(new() { StatedAt = null }), LedgerLeaf.Of(new() { StatedAt = DateTimeOffset.MinValue }));
    }

    [Fact]
    public void The_same_event_has_the_same_leaf_whatever_offset_its_times_are_written_in_and_the_first_layout_never_changes()
    {
        ConsentEvent one = new() { Source = "web", OccurredAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero) }, other = new() { Source = "web", OccurredAt = new(2026, 1, 1, 14, 0, 0, TimeSpan.FromHours(2)) };

        Assert.Equal(LedgerLeaf.Of(one), LedgerLeaf.Of(other));
        Assert.Equal("d6b9fd58c0d06d0e35b8e13923e26cd858afb3f0", Convert.ToHexStringLower(LedgerLeaf.Of(one))[..40]);
    }

    private static ConsentEvent Make(bool filled)
    {
        ConsentEvent made = new();
        foreach (var field in filled ? Fields : [])
        {
            field.SetValue(made, Other(field, field.GetValue(made)));
        }

        return made;
    }

    // another value of the same type
    private static object? Other(PropertyInfo field, object? value)
    {
        var type = Nullable.GetUnderlyingType(field.PropertyType) ?? field.PropertyType;
        return value switch
        {
            string text => text + "x",
            bool flag => !flag,
            long number => number + 1,
            byte[] bytes => (byte[])[.. bytes, 1],
            DateTimeOffset time => time.AddTicks(10),
            Enum word => Enum.GetValues(type).Cast<object>().First(v => !v.Equals(word)),
            null when type == typeof(byte[]) => new byte[32],
            null when type == typeof(DateTimeOffset) => DateTimeOffset.UnixEpoch,
            null when type.IsEnum => Enum.GetValues(type).GetValue(0),
            _ when type.IsGenericType => Activator.CreateInstance(type, (long)type.GetProperty("Value")!.GetValue(value)! + 1),
            _ => throw new NotSupportedException($"{field.Name}: teach this test the type {type.Name}."),
        };
    }
}
