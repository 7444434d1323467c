using ConsentPortal.Core.Contacts;
using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.PrivacyRequests;
using Microsoft.Extensions.DependencyInjection;

namespace ConsentPortal.Tests.Testing;

/// <summary>The first step of an erasure: from then on a mail address is known by its hash to be erased.</summary>
internal static class ErasedAddress
{
    public static async Task MakeAsync(IServiceProvider portal, string address)
    {
        Assert.True(ContactPointKey.TryParse(Channel.Email, address, out var key));
        var hasher = portal.GetRequiredService<AddressHasher>();
        Assert.Equal(1, await portal.GetRequiredService<SuppressErased>().RunAsync(new(new([], []), [new(hasher.Of(key).ToBytes(), hasher.KeyId, Channel.Email, 0)], [], []), CancellationToken.None));
    }
}
