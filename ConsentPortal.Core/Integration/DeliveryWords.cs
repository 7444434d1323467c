namespace ConsentPortal.Core.Integration;

/// <summary>Why an attempt failed, in words.</summary>
public static class DeliveryWords
{
    /// <param name="status">What the endpoint answered; 0 = nothing.</param>
    public static string Of(DeliveryFault fault, int status) => fault switch
    {
        DeliveryFault.None => "",
        DeliveryFault.Refused => $"It answered {status}. Only 200 to 299 counts as received.",
        DeliveryFault.Redirected => $"It answered {status}, a redirect. Redirects are not followed: enter the address it leads to.",
        DeliveryFault.Gone => "It answered 410: the endpoint is gone. The webhook was switched off.",
        DeliveryFault.Busy => $"It answered {status}: too busy. It is asked less often.",
        DeliveryFault.Timeout => "It did not answer in time.",
        DeliveryFault.NoConnection => "There was no connection.",
        DeliveryFault.NoTrust => "Its certificate does not hold.",
        DeliveryFault.NoName => "Its name leads nowhere.",
        DeliveryFault.NotPublic => "Its name leads into a private network.",
        DeliveryFault.Held => "Not tried yet: it waits for the endpoint, or behind an earlier event about the same contact point.",
        DeliveryFault.NoSecret => "Its secret cannot be opened. Give the webhook a new one.",
        _ => "The webhook may not be told of this any more.",
    };
}
