namespace ConsentPortal.Core.Kernel;

/// <summary>A setting that cannot be used; the message is one sentence to the owner of the machine, with the mend.</summary>
public sealed class SettingException(string message, Exception? inner = null) : Exception(message, inner);
