using ConsentPortal.Core.Kernel;
using ConsentPortal.Core.Storage;

namespace ConsentPortal.Core.Messaging;

/// <summary>Puts a text message into the queue, in the save of the change that it belongs to; the worker sends it within a second.</summary>
public sealed class SendText(IdSource ids, TimeProvider clock, TextSettings settings)
{
    /// <param name="To">E.164.</param>
    /// <param name="Life">How long it is worth sending.</param>
    public sealed record Outgoing(string Kind, string To, string Text, long PointId, TimeSpan Life);

    /// <summary>False until a folder or a gateway is set.</summary>
    public bool IsReady => settings.IsReady;

    public Outcome<Id<TextMessage>> Add(PortalDb db, Outgoing message)
    {
        if (message.To is not ['+', ..] || message.To.Length > TextMessage.NumberMaxLength || message.To.AsSpan(1).ContainsAnyExceptInRange('0', '9'))
        {
            return Problem.Invalid("to", "This is no number that a text message could go to.");
        }

        if (!IsReady)
        {
            return Problem.Conflict("Text messages are not set up: set ConsentPortal__Texts__Url.");
        }

        TextMessage text = new() { Id = ids.Next<TextMessage>(), Kind = message.Kind, To = message.To, PointId = message.PointId, CreatedAt = clock.Now(), UselessAt = clock.Now() + message.Life };
        db.Add(text.Says(message.Text));
        return text.Id;
    }
}
