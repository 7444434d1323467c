using System.Text.Json;
using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Web.Api;

/// <summary>What a call is answered with: a body, or the problems that kept it from doing anything.</summary>
internal sealed class ApiReply
{
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

    public static ApiReply Of<T>(T answer, int status = StatusCodes.Status200OK) => new(status, JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Options), null);

    public static ApiReply Refused(IReadOnlyList<Problem> problems) => new(ProblemMapping.StatusOf(problems[0].Refusal), [], problems);
}
