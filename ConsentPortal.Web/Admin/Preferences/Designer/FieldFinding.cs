namespace ConsentPortal.Web.Admin.Preferences.Designer;

/// <summary>What the check says of one field, as it stands under it.</summary>
public sealed record FieldFinding(string What, bool IsError);
