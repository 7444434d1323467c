namespace ConsentPortal.Core.Kernel;

/// <summary>Something with an identity and a row of its own.</summary>
public interface IEntity;

/// <summary>A row that is written once: the save refuses to change or delete it. A correction is a new row.</summary>
public interface IAppendOnly;

/// <summary>A row whose every change must be announced in the same save (audit trail).</summary>
public interface IAudited;

/// <summary>A part of the rulebook: saving one gives the rulebook a new version, so that every process reads it again.</summary>
public interface IRule;

/// <summary>A row that two people may edit at once: the second save is refused, and told why.</summary>
public interface IVersioned
{
    int Version { get; set; }
}
