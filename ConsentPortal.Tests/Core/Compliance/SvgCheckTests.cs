using System.Text;
using ConsentPortal.Core.Compliance;
using ConsentPortal.Tests.Testing;

namespace ConsentPortal.Tests.Core.Compliance;

public sealed class SvgCheckTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>")]
    [InlineData("<script href=\"data:text/javascript,alert(1)\"/>", "<script>")]
    [InlineData("<g><SCRIPT>alert(1)</SCRIPT></g>", "<SCRIPT>")]
    [InlineData("<rect onload=\"alert(1)\"/>", "onload of <rect>")]
    [InlineData("<rect oNcLiCk=\"alert(1)\"/>", "oNcLiCk of <rect>")]
    [InlineData("<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"x\" onerror=\"alert(1)\"/></body></foreignObject>", "<foreignObject>")]
    [InlineData("<h:script xmlns:h=\"http://www.w3.org/1999/xhtml\">alert(1)</h:script>", "<script>")]
    [InlineData("<a href=\"https://evil.example\"><rect/></a>", "<a>")]
    [InlineData("<a xlink:href=\"javascript:alert(1)\"><rect/></a>", "<a>")]
    [InlineData("<image xlink:href=\"javascript:alert(1)\"/>", "<image> in the SVG leads outside")]
    [InlineData("<image href=\"jav&#x61;script:alert(1)\"/>", "<image> in the SVG leads outside")]
    [InlineData("<image href=\"https://evil.example/pixel.png\"/>", "<image> in the SVG leads outside")]
    [InlineData("<image href=\"//evil.example/pixel.png\"/>", "<image> in the SVG leads outside")]
    [InlineData("<image href=\"data:image/svg+xml;base64,PHN2Zy8+\"/>", "<image> in the SVG leads outside")]
    [InlineData("<image href=\"data:text/html,&lt;script&gt;alert(1)&lt;/script&gt;\"/>", "<image> in the SVG leads outside")]
    [InlineData("<use href=\"https://evil.example/a.svg#b\"/>", "<use> in the SVG leads outside")]
    [InlineData("<use xlink:href=\"data:image/png;base64,AAAA\"/>", "<use> in the SVG leads outside")]
    [InlineData("<feImage href=\"https://evil.example/a.png\"/>", "<feImage>")]
    [InlineData("<set attributeName=\"href\" to=\"javascript:alert(1)\"/>", "<set>")]
    [InlineData("<animate attributeName=\"href\" values=\"javascript:alert(1)\"/>", "<animate>")]
    [InlineData("<handler type=\"text/javascript\">alert(1)</handler>", "<handler>")]
    [InlineData("<iframe src=\"https://evil.example\"/>", "<iframe>")]
    [InlineData("<x xmlns=\"urn:unknown\"/>", "<x>")]
    [InlineData("<style>@import url(https://evil.example/a.css);</style>", "styles in the SVG")]
    [InlineData("<style>@im\\70ort 'https://evil.example';</style>", "styles in the SVG")]
    [InlineData("<style>rect{fill:url(https://evil.example/a.svg#b)}</style>", "styles in the SVG")]
    [InlineData("<style>rect{fill:u\\72l(https://evil.example)}</style>", "styles in the SVG")]
    [InlineData("<style>rect{background:image-set('https://evil.example/a.png' 1x)}</style>", "styles in the SVG")]
    [InlineData("<style><![CDATA[@font-face{font-family:x;src:url(https://evil.example/f.woff2)}]]></style>", "styles in the SVG")]
    [InlineData("<rect style=\"fill:url('https://evil.example/a')\"/>", "style of <rect>")]
    [InlineData("<rect style=\"width:expression(alert(1))\"/>", "style of <rect>")]
    [InlineData("<rect fill=\"url(//evil.example/a#b)\"/>", "fill of <rect>")]
    [InlineData("<rect filter=\"url(data:image/svg+xml,x#y)\"/>", "filter of <rect>")]
    [InlineData("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><rect/></g><use href=\"#a\"/><use href=\"#a\"/>", "draw parts again")]
    [InlineData("<g id=\"a\"><use href=\"#a\"/></g>", "draw parts again")]
    public void What_runs_loads_or_swells_is_refused_by_name(string inner, string says)
    {
        var problem = SvgCheck.Clean(BrandSamples.Around(inner)).Problem!;

        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<pattern id=\"a\"><rect fill=\"url(#a)\"/></pattern>")]
    [InlineData("<mask id=\"a\"><rect mask=\"url(#b)\"/></mask><mask id=\"b\"><rect style=\"mask:url('#a')\"/></mask>")]
    [InlineData("<clipPath id=\"a\"><path clip-path=\"url(#b)\"/></clipPath><clipPath id=\"b\"><path clip-path=\"url(#c)\"/></clipPath><clipPath id=\"c\"><path clip-path=\"url(#d)\"/></clipPath><clipPath id=\"d\"><path/></clipPath><rect clip-path=\"url(#a)\"/>")]
    [InlineData("<style>.m{marker-mid:url(#a)}</style><marker id=\"a\"><path class=\"m\"/></marker>")]
    [InlineData("<style>#b rect,*{fill:url(#a)}</style><pattern id=\"a\"><rect/></pattern>")]
    [InlineData("<g fill=\"url(#a)\"><pattern id=\"a\"><rect/></pattern></g>")]
    [InlineData("<pattern id=\"a\" href=\"#b\"/><pattern id=\"b\" href=\"#a\"/>")]
    public void Parts_that_draw_each_other_or_parts_of_parts_of_parts_are_refused(string inner)
        => Assert.Contains("draw parts again", SvgCheck.Clean(BrandSamples.Around(inner)).Problem?.Message ?? "", StringComparison.Ordinal);

    [Fact]
    public void Many_times_many_is_refused_and_what_drawing_programs_write_passes()
    {
        var rows = string.Concat(Enumerable.Repeat("<rect fill=\"url(#b)\"/>", 400));
        Assert.Contains("draw parts again", SvgCheck.Clean(BrandSamples.Around($"<pattern id=\"a\">{rows}</pattern><pattern id=\"b\">{string.Concat(Enumerable.Repeat("<rect/>", 400))}</pattern><rect fill=\"url(#a)\"/>")).Problem?.Message ?? "", StringComparison.Ordinal);
        const string usual = """
            <defs><style>.c{fill:url(#g2);clip-path:url(#k)}.d,.e{mask:url(#m);filter:url(#f)}</style><linearGradient id="g"><stop offset="0"/></linearGradient><linearGradient id="g2" xlink:href="#g"/>
            <clipPath id="k"><path d="M0 0h4"/></clipPath><filter id="f"><feGaussianBlur stdDeviation="2"/></filter><mask id="m"><rect fill="url(#g2)"/></mask><symbol id="s"><g class="d"><path class="c"/></g></symbol></defs>
            <use href="#s"/><g class="e" fill="url(#g)"><path class="c"/></g>
            """;
        Assert.True(SvgCheck.Clean(BrandSamples.Around(usual)).Ok, SvgCheck.Clean(BrandSamples.Around(usual)).Problem?.Message);
    }

    [Theory]
    [InlineData('a')]
    [InlineData(' ')]
    [InlineData('-')]
    public void A_style_without_end_is_looked_through_at_once(char letter)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.True(SvgCheck.Clean(BrandSamples.Around($"<style>{new string(letter, 120_000)}</style>")).Ok);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 1);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<!DOCTYPE>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&b;</text></svg>", "<!DOCTYPE>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&f;</text></svg>", "<!DOCTYPE>")]
    [InlineData("<?xml-stylesheet href=\"https://evil.example/a.css\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>", "style sheet")]
    [InlineData("<html><body><svg xmlns=\"http://www.w3.org/2000/svg\"/></body></html>", "no SVG picture")]
    [InlineData("<svg><script>alert(1)</script></svg>", "no SVG picture")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>", "cannot be read")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/><script>alert(1)</script>", "cannot be read")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "onload of <svg>")]
    public void A_document_that_is_more_than_a_drawing_is_refused(string text, string says)
        => Assert.Contains(says, SvgCheck.Clean(BrandSamples.Svg(text)).Problem!.Message, StringComparison.Ordinal);

    [Fact]
    public void Other_encodings_and_endless_depth_are_refused()
    {
        Assert.Contains("UTF-8", SvgCheck.Clean([.. "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>"u8, 0xFF, 0xFE, .. "</text></svg>"u8]).Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("draw parts again", SvgCheck.Clean(BrandSamples.Around(string.Concat(Enumerable.Repeat("<g>", 3_000)) + string.Concat(Enumerable.Repeat("</g>", 3_000)))).Problem!.Message, StringComparison.Ordinal);
        Assert.Contains("draw parts again", SvgCheck.Clean(BrandSamples.Around(string.Concat(Enumerable.Repeat("<g/>", 6_000)))).Problem!.Message, StringComparison.Ordinal);
        Assert.False(SvgCheck.Clean(Encoding.Unicode.GetBytes(BrandSamples.Drawing)).Ok);
    }

    [Fact]
    public void A_drawing_stays_what_it_is_and_what_its_editor_left_falls_away()
    {
        const string inner = """
            <!-- Generator --><title>Contoso</title><metadata><x xmlns="urn:y"/></metadata>
            <sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" pagecolor="#fff"/>
            <defs><style>.a{fill:url(#g);transform:rotate(3deg)}</style><linearGradient id="g"><stop offset="0" stop-color="#2f4fb0"/></linearGradient><g id="Group@2x(1)"><path d="M0 0h4"/></g></defs>
            <rect class="a" width="24" height="24" style="fill:url('#g')" data-name="Layer 1" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" inkscape:label="x"/>
            <use xlink:href="#Group@2x(1)"/><image href="data:image/png;base64,iVBORw0KGgo="/><text x="1" xml:space="preserve" font-family="Arial">Grüße &amp; more</text>
            """;

        var kept = Encoding.UTF8.GetString(SvgCheck.Clean(BrandSamples.Around(inner)).Value);

        Assert.All(["<title>Contoso</title>", ".a{fill:url(#g)", "linearGradient", "xlink:href=\"#Group@2x(1)\"", "data:image/png", "Grüße &amp; more", "viewBox=\"0 0 24 24\""], part => Assert.Contains(part, kept, StringComparison.Ordinal));
        Assert.All(["Generator", "metadata", "namedview", "data-name", "label", "<?xml"], part => Assert.DoesNotContain(part, kept, StringComparison.Ordinal));
        Assert.Equal(kept, Encoding.UTF8.GetString(SvgCheck.Clean(Encoding.UTF8.GetBytes(kept)).Value)); // what was cleaned passes as it is
    }
}
