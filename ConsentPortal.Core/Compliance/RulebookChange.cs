using ConsentPortal.Core.Kernel;

namespace ConsentPortal.Core.Compliance;

/// <summary>A change of the rulebook before it is saved. What is rehearsed is the very edit that its verb saves, so that a preview cannot
/// promise anything else.</summary>
public sealed class RulebookChange
{
    internal RulebookChange(Func<RulebookEdit, Task<Outcome<Done>>> edit) => Edit = edit;

    internal Func<RulebookEdit, Task<Outcome<Done>>> Edit { get; }
}
