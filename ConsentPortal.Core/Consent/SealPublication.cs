using ConsentPortal.Core.Kernel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace ConsentPortal.Core.Consent;

/// <summary>Where the head of the ledger is published to.</summary>
public enum HeadTarget
{
    Mail,
    Url,
    File,
}

/// <summary>The last time that the ledger's head was published to one place, or why it could not be.</summary>
public sealed class SealPublication : IEntity
{
    public const int ProblemMaxLength = 300;

    public HeadTarget Target { get; init; }

    /// <summary>The seal; 0 = never yet.</summary>
    public long Number { get; private set; }

    /// <summary>Its hash in hexadecimal.</summary>
    public string Hash { get; private set; } = "";

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>When it was last tried: who takes a turn sets it first, so that of two processes only one publishes.</summary>
    public DateTimeOffset? TriedAt { get; internal set; }

    /// <summary>Why the last try failed; null = it did not.</summary>
    public string? Problem { get; private set; }

    internal void Done(PublishedHead head, DateTimeOffset now) => (Number, Hash, PublishedAt, Problem) = (head.Number, head.Hash, now, null);

    internal void Failed(string why) => Problem = Text.Cut(why, ProblemMaxLength);
}

/// <summary>The <c>ConsentPortal__Ledger__Publish__*</c> settings: any of a mail address, a web address and a file.</summary>
public sealed class PublishSettings
{
    public PublishSettings(IConfiguration configuration, DataDirectory data, IHostEnvironment? environment)
    {
        var publish = configuration.GetSection("ConsentPortal:Ledger:Publish");
        Mail = Text.CleanOrNull(publish["Mail"]);
        File = Text.CleanOrNull(publish["File"]) is { } file ? Path.Combine(data.Path, file) : null;
        Address = Text.CleanOrNull(publish["Url"]);
        Url = Uri.TryCreate(Address, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || (url is { Scheme: "http", IsLoopback: true } && environment?.IsDevelopment() == true)) ? url : null;
    }

    public string? Mail { get; }

    /// <summary>A file to which one line is added each day; relative to the data directory. Best on another machine's disk.</summary>
    public string? File { get; }

    /// <summary>Where the head is posted to as JSON: https, or in Development this machine. Null when <see cref="Address"/> is neither.</summary>
    public Uri? Url { get; }

    /// <summary>The web address as it was set.</summary>
    public string? Address { get; }

    /// <summary>Each place with its name for people.</summary>
    public IReadOnlyList<(HeadTarget Target, string Where)> Targets
        => [.. new (HeadTarget, string?)[] { (HeadTarget.Mail, Mail), (HeadTarget.Url, Address), (HeadTarget.File, File) }.Where(t => t.Item2 is not null).Select(t => (t.Item1, t.Item2!))];
}
