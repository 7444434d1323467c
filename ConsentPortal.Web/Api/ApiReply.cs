using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>What a call is answered with: a body, or the problems that kept it from doing anything.</summary>
internal sealed class ApiReply
{
    public const string Tag = "ETag";
    private const int TagBytes = 12;

    private ApiReply(int status, byte[] body, IReadOnlyList<Problem>? problems)
    {
        Status = status;
        Body = body;
        Problems = problems;
    }

    public int Status { get; }

    public byte[] Body { get; }

    public IReadOnlyList<Problem>? Problems { get; }

    public bool Ok => Problems is null;

    /// <summary>Headers of the answer: <c>ETag</c>, <c>Location</c>, <c>Link</c>.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ApiReply With(string header, string value)
    {
        Headers[header] = value;
        return this;
    }

    /// <summary>Puts a strong <c>ETag</c> on the answer (RFC 9110 §8.8.3): a hash of every byte of it, unless the thing has a tag of its own.</summary>
    public ApiReply Tagged() => Headers.ContainsKey(Tag) ? this : With(Tag, $"\"{Base64Url.EncodeToString(SHA256.HashData(Body).AsSpan(0, TagBytes))}\"");

    public static ApiReply Of<T>(T answer, int status = StatusCodes.Status200OK) => new(status, JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Options), null);

    /// <summary>Done, and nothing to say.</summary>
    public static ApiReply Nothing() => new(StatusCodes.Status204NoContent, [], null);

    /// <summary>An answer that is JSON already.</summary>
    public static ApiReply OfJson(byte[] json, int status = StatusCodes.Status200OK) => new(status, json, null);

    public static ApiReply Refused(IReadOnlyList<Problem> problems) => new(ProblemMapping.StatusOf(problems[0].Refusal), [], problems);

    /// <summary>Refused with a status that no refusal of a verb maps to: 406, 412, 428.</summary>
    public static ApiReply Refused(int status, string detail) => new(status, [], [new(Refusal.Conflict, detail)]);
}
