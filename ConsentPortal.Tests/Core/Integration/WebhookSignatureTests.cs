using System.Text;
using ConsentPortal.Core.Integration;

namespace ConsentPortal.Tests.Core.Integration;

public sealed class WebhookSignatureTests
{
    private const string Secret = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void A_body_is_signed_as_the_example_of_Standard_Webhooks_is()
        => Assert.Equal(Expected, WebhookBody.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Encoding.UTF8.GetBytes("""{"test": 2432232314}"""), [Convert.FromBase64String(Secret)]));

    [Fact]
    public void While_a_secret_is_changed_both_sign_the_newest_first()
        => Assert.EndsWith($" {Expected}", WebhookBody.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", Encoding.UTF8.GetBytes("""{"test": 2432232314}"""), [new byte[32], Convert.FromBase64String(Secret)]), StringComparison.Ordinal);
}
