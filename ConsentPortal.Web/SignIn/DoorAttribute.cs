namespace ConsentPortal.Web.SignIn;

/// <summary>Marks the pages in front of the portal: static HTML in the portal's own look.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class DoorAttribute : Attribute;
