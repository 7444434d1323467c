namespace ConsentPortal.Web.Public;

/// <summary>Names the resource file of the pages for data subjects (PublicTexts.resx, PublicTexts.de.resx): keys are the English texts.</summary>
public sealed class PublicTexts;
