using Microsoft.Extensions.Localization;

namespace ConsentPortal.Web.Ui;

/// <summary>The words that the kit's grid and pager bring in English, as attributes of a grid.</summary>
internal static class GridTexts
{
    public static IReadOnlyDictionary<string, object> Of(IStringLocalizer l) => new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["FirstPageTitle"] = l["First page"].Value, ["FirstPageAriaLabel"] = l["Go to the first page"].Value,
        ["PrevPageTitle"] = l["Previous page"].Value, ["PrevPageAriaLabel"] = l["Go to the previous page"].Value,
        ["NextPageTitle"] = l["Next page"].Value, ["NextPageAriaLabel"] = l["Go to the next page"].Value,
        ["LastPageTitle"] = l["Last page"].Value, ["LastPageAriaLabel"] = l["Go to the last page"].Value,
        ["PageTitleFormat"] = l["Page {0}"].Value, ["PageAriaLabelFormat"] = l["Go to page {0}"].Value,
        ["PagingSummaryFormat"] = l["Page {0} of {1}"].Value, ["EmptyText"] = l["Nothing to show."].Value,
    };
}
