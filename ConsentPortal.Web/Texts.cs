namespace ConsentPortal.Web;

/// <summary>Names the resource file of the staff's pages (Texts.resx): keys are the English texts.</summary>
public sealed class Texts;
