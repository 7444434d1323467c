using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ConsentPortal.Benchmarks;

/// <summary>A bare static Razor page, as the compiler makes it of markup: a form of tick boxes with labels and hints. No database, no
/// language, no brand, no link to read.</summary>
public sealed class ReferencePage : ComponentBase
{
    /// <summary>How many boxes: sets the page's size.</summary>
    [Parameter] public int Rows { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddMarkupContent(0, "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Choose what you get</title></head><body><main><h1>Choose what you get</h1>");
        builder.OpenElement(1, "form");
        builder.AddAttribute(2, "method", "post");
        for (var row = 0; row < Rows; row++)
        {
            var (id, note) = ($"c{row}", $"n{row}");
            builder.OpenElement(3, "div");
            builder.AddAttribute(4, "class", "row");
            builder.OpenElement(5, "label");
            builder.OpenElement(6, "input");
            builder.AddAttribute(7, "type", "checkbox");
            builder.AddAttribute(8, "name", "on");
            builder.AddAttribute(9, "value", id);
            builder.AddAttribute(10, "checked", row % 2 == 0);
            builder.AddAttribute(11, "aria-describedby", note);
            builder.CloseElement();
            builder.OpenElement(12, "span");
            builder.AddContent(13, id);
            builder.CloseElement();
            builder.CloseElement();
            builder.OpenElement(14, "p");
            builder.AddAttribute(15, "id", note);
            builder.AddContent(16, "Offers, news and invitations.");
            builder.CloseElement();
            builder.CloseElement();
        }

        builder.CloseElement();
        builder.AddMarkupContent(17, "</main></body></html>");
    }
}
