using ConsentPortal.Core.Preferences;

namespace ConsentPortal.Web;

/// <summary>Writes a receipt as signed JSON in the shape of ISO/IEC TS 27560, in the language that the request asks for. The public page and the API give
/// the same one; neither reaches through the other.</summary>
internal delegate string SignedReceipt(HttpContext context, Receipt receipt);
