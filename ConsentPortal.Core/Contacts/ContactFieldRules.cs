using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Text = ConsentPortal.Core.Kernel.Text;

namespace ConsentPortal.Core.Contacts;

/// <summary>What must hold for an own field, and how one is announced.</summary>
internal static partial class ContactFieldRules
{
    public static readonly Problem Missing = Problem.NotFound("There is no such field.");

    public static FieldFacts Tidy(FieldFacts facts, ContactFieldKind kind) => facts with
    {
        Label = Text.Clean(facts.Label), Hint = Text.Clean(facts.Hint), Readers = facts.Readers & FieldRoles.All, Writers = facts.Writers & FieldRoles.All,
        Choices = kind == ContactFieldKind.Choice ? [.. facts.Choices.Select(Text.Clean).Where(c => c.Length > 0)] : [],
    };

    /// <summary>All that is wrong with the facts, each beside its input.</summary>
    public static List<Problem> Refuse(FieldFacts facts, ContactFieldKind kind)
    {
        List<Problem> problems = [];
        if (facts.Label.Length is 0 or > ContactFieldDefinition.LabelMaxLength)
        {
            problems.Add(Problem.Invalid("label", $"Give it a name of 1 to {ContactFieldDefinition.LabelMaxLength} characters."));
        }

        if (facts.Hint.Length > ContactFieldDefinition.HintMaxLength)
        {
            problems.Add(Problem.Invalid("hint", $"At most {ContactFieldDefinition.HintMaxLength} characters."));
        }

        if (kind == ContactFieldKind.Choice)
        {
            Choices(facts.Choices, problems);
        }

        if (facts.Sensitivity == FieldSensitivity.Sensitive && facts.Readers.HasFlag(FieldRoles.Analyst))
        {
            problems.Add(Problem.Invalid("readers", "Analysts never read sensitive fields."));
        }

        if (facts.Denied && facts.SelfService)
        {
            problems.Add(Problem.Invalid("selfService", "A field that is never handed out cannot be changed by the person: the page would hand it out."));
        }

        return problems;
    }

    private static void Choices(IReadOnlyList<string> choices, List<Problem> problems)
    {
        if (choices.Count is 0 or > ContactFieldDefinition.MostChoices)
        {
            problems.Add(Problem.Invalid("choices", $"List 1 to {ContactFieldDefinition.MostChoices} choices, one a line."));
        }
        else if (choices.Any(c => c.Length > ContactFieldDefinition.ChoiceMaxLength))
        {
            problems.Add(Problem.Invalid("choices", $"A choice has at most {ContactFieldDefinition.ChoiceMaxLength} characters."));
        }
        else if (choices.Distinct(StringComparer.OrdinalIgnoreCase).Count() < choices.Count)
        {
            problems.Add(Problem.Invalid("choices", "Two choices are the same. Keep one of them."));
        }
    }

    /// <summary>Two fields in use with one name could not be told apart in a form.</summary>
    public static async Task<Problem?> ClashAsync(PortalDb db, string label, Id<ContactFieldDefinition> self, CancellationToken ct)
        => (await db.Set<ContactFieldDefinition>().Where(f => f.Id != self && f.RetiredAt == null).Select(f => f.Label).ToListAsync(ct)).Exists(l => l.Equals(label, StringComparison.OrdinalIgnoreCase))
            ? Problem.Conflict("Another field has this name.", "label") : null;

    /// <summary>A code for a label: "Größe (cm)" becomes <c>grosse-cm</c>; empty where it has no letter that a code can hold.</summary>
    public static string Suggest(string label)
    {
        StringBuilder code = new();
        foreach (var letter in label.Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                code.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && code.Length > 0 && code[^1] != '-')
            {
                code.Append('-');
            }
        }

        return Text.Cut(code.ToString(), ContactFieldDefinition.CodeMaxLength).TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-').TrimEnd('-');
    }

    public static bool IsCode(string code) => code.Length <= ContactFieldDefinition.CodeMaxLength && Slug().IsMatch(code);

    public static ChangeList Changes(FieldFacts was, FieldFacts facts) => new ChangeList().Add("label", was.Label, facts.Label).Add("hint", was.Hint, facts.Hint)
        .Add("choices", string.Join('\n', was.Choices), string.Join('\n', facts.Choices)).Add("sensitivity", was.Sensitivity, facts.Sensitivity)
        .Add("readers", Roles(was.Readers), Roles(facts.Readers)).Add("writers", Roles(was.Writers), Roles(facts.Writers))
        .Add("selfService", was.SelfService, facts.SelfService).Add("denied", was.Denied, facts.Denied);

    private static string Roles(FieldRoles roles) => string.Join('\n', new[] { FieldRoles.SalesRepresentative, FieldRoles.PrivacyOfficer, FieldRoles.Analyst, FieldRoles.Application }.Where(r => roles.HasFlag(r)).Select(Word.Of));

    [GeneratedRegex("^[a-z][a-z0-9]*([-_][a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Slug();
}
