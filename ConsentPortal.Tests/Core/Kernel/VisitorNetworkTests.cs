using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Tests.Core.Kernel;

public sealed class VisitorNetworkTests
{
    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0/24")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.0/24")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    [InlineData("2001:db8::1%eth0", "2001:db8::/48")]
    [InlineData("::1", "::/48")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("unknown", "")]
    public void A_network_names_no_household(string? ip, string network)
    {
        Assert.Equal(network, VisitorNetwork.Of(ip));
        Assert.True(network.Length <= VisitorNetwork.MaxLength);
    }
}
