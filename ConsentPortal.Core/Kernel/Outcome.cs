namespace ConsentPortal.Core.Kernel;

/// <summary>Why a verb did not do what was asked; the doors map it to 422, 404, 403, 409.</summary>
public enum Refusal
{
    Invalid,
    NotFound,
    Forbidden,

    /// <summary>Somebody changed it meanwhile, or it clashes with what is there.</summary>
    Conflict,
}

/// <summary>A refusal with a sentence to the person: what is wrong and how to mend it. <c>Field</c> names the input it belongs to.</summary>
public sealed record Problem(Refusal Refusal, string Message, string? Field = null)
{
    private Problem(Refusal refusal, Sentence said, string? field)
        : this(refusal, said.Text, field) => (Format, Values) = (said.Format, said.Values);

    /// <summary>The English sentence with places for its values: the key of its translations.</summary>
    public string Format { get; } = Message;

    public IReadOnlyList<object?> Values { get; } = [];

    public static Problem Invalid(string field, string message) => new(Refusal.Invalid, message, field);

    public static Problem NotFound(string message) => new(Refusal.NotFound, message);

    public static Problem Conflict(string message, string? field = null) => new(Refusal.Conflict, message, field);

    // an interpolated string comes here, with its values apart
    public static Problem Invalid(string field, Sentence message) => new(Refusal.Invalid, message, field);

    public static Problem NotFound(Sentence message) => new(Refusal.NotFound, message, null);

    public static Problem Forbidden() => new(Refusal.Forbidden, "You may not do this. Ask an administrator for the role that can.");

    public static Problem Forbidden(Sentence message, string? field = null) => new(Refusal.Forbidden, message, field);

    public static Problem Conflict(Sentence message, string? field = null) => new(Refusal.Conflict, message, field);

    // what it says makes two of them the same, not how it was put together
    public bool Equals(Problem? other) => other is not null && (Refusal, Message, Field) == (other.Refusal, other.Message, other.Field);

    public override int GetHashCode() => HashCode.Combine(Refusal, Message, Field);
}

/// <summary>What a verb answers: a value, or the problems that kept it from doing anything. Bugs throw; this is for the expected.</summary>
public readonly record struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, IReadOnlyList<Problem>? problems)
    {
        this.value = value;
        Problems = problems ?? [];
    }

    /// <summary>Empty when it worked; else everything that is wrong, so that a form can show all of it at once.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    public bool Ok => Problems is null or { Count: 0 };

    public Problem? Problem => Ok ? null : Problems[0];

    public T Value => Ok ? value! : throw new InvalidOperationException($"No value: {Problems[0].Message}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, [problem]);

    public static implicit operator Outcome<T>(List<Problem> problems) => new(default, problems);
}

/// <summary>The value of a verb that has nothing to say beyond "done".</summary>
public readonly record struct Done;
