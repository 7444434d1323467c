using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Kernel;

public sealed class SentenceTests
{
    [Fact]
    public void An_interpolated_refusal_keeps_its_values_apart_and_reads_as_before()
    {
        var (most, name) = (12, "{body}");

        var problem = Problem.Invalid("text", $"Use at most {most:000} characters around {{{name}}}.");

        Assert.Equal("Use at most 012 characters around {{body}}.", problem.Message);
        Assert.Equal("Use at most {0:000} characters around {{{1}}}.", problem.Format);
        Assert.Equal([12, "{body}"], problem.Values);
    }

    [Fact]
    public void A_plain_refusal_is_its_own_key()
    {
        var problem = Problem.Conflict("Braces { stay } as they are.");

        Assert.Equal(problem.Message, problem.Format);
        Assert.Empty(problem.Values);
    }

    [Fact]
    public void Two_refusals_that_say_the_same_are_equal()
    {
        var most = 5;
        Assert.Equal(Problem.Invalid("a", "At most 5."), Problem.Invalid("a", $"At most {most}."));
        Assert.NotEqual(Problem.Invalid("a", "At most 5."), Problem.Invalid("b", "At most 5."));
    }
}
