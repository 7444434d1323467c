using System.Net;
using ConsentPortal.Tests.Testing;
using ConsentPortal.Web.SignIn;

namespace ConsentPortal.Tests.Web.SignIn;

public sealed class FailedTriesTests
{
    [Fact]
    public void One_address_has_to_wait_after_too_many_and_may_try_again_later()
    {
        TestClock clock = new();
        FailedTries tries = new(clock);
        var (guesser, other) = (IPAddress.Parse("192.0.2.7"), IPAddress.Parse("192.0.2.8"));
        for (var n = 0; n < FailedTries.Most; n++)
        {
            Assert.False(tries.TooMany(guesser));
            Assert.True(tries.Take(guesser));
        }

        Assert.True(tries.TooMany(guesser));
        Assert.False(tries.Take(guesser));
        Assert.True(tries.TooMany(IPAddress.Parse("::ffff:192.0.2.7")));
        Assert.False(tries.TooMany(other));

        clock.Advance(FailedTries.Window);
        Assert.False(tries.TooMany(guesser));
        Assert.True(tries.Take(guesser));
        Assert.False(tries.TooMany(guesser));
    }

    [Fact]
    public void A_burst_at_one_instant_has_no_more_tries_and_right_ones_are_given_back()
    {
        FailedTries tries = new(new TestClock());
        var address = IPAddress.Parse("192.0.2.9");
        Assert.Equal(FailedTries.Most, Enumerable.Range(0, 200).AsParallel().Count(_ => tries.Take(address)));
        Assert.True(tries.TooMany(address));

        tries.GiveBack(address);
        Assert.True(tries.Take(address));
        Assert.False(tries.Take(address));
        for (var n = 0; n < 100; n++)
        {
            tries.GiveBack(address);
        }

        Assert.Equal(FailedTries.Most, Enumerable.Range(0, 200).Count(_ => tries.Take(address)));
    }

    [Fact]
    public void A_customer_with_a_whole_network_of_addresses_counts_as_one()
    {
        FailedTries tries = new(new TestClock());
        for (var n = 0; n < FailedTries.Most; n++)
        {
            tries.Take(IPAddress.Parse($"2001:db8:1:2::{n:x}"));
        }

        Assert.True(tries.TooMany(IPAddress.Parse("2001:db8:1:2:ffff::1")));
        Assert.False(tries.TooMany(IPAddress.Parse("2001:db8:1:3::1")));
    }
}
