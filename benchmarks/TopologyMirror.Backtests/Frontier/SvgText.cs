using System.Globalization;
using System.Net;
using System.Text;

namespace TopologyMirror.Backtests.Frontier;

/// <summary>Writes one SVG picture that needs nothing around it; numbers are the same in every culture. Not thread-safe.</summary>
internal sealed class SvgText
{
    private const string Fonts = "'Liberation Sans', Arial, Helvetica, 'DejaVu Sans', sans-serif";

    private readonly StringBuilder _svg = new();

    /// <summary>Starts a white picture.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="title">What it shows, for those who cannot see it.</param>
    public SvgText(double width, double height, string title) => _svg.Append(
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Number(width)}\" height=\"{Number(height)}\" viewBox=\"0 0 {Number(width)} {Number(height)}\" role=\"img\" aria-label=\"{Encode(title)}\" font-family=\"{Fonts}\">\n<title>{Encode(title)}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");

    /// <summary>A coordinate: a tenth of a unit is finer than any screen.</summary>
    /// <param name="value">The coordinate.</param>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Draws a line through points.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string colour, double width, string dash = "")
    {
        string dashes = dash.Length > 0 ? $" stroke-dasharray=\"{dash}\"" : "";
        string data = string.Join('L', points.Select(p => $"{Number(p.X)} {Number(p.Y)}"));
        _svg.Append($"<path d=\"M{data}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{Number(width)}\" stroke-linejoin=\"round\"{dashes}/>\n");
    }

    /// <summary>Draws a dot that tells more when it is pointed at.</summary>
    public void Dot(double x, double y, double radius, FrontierStyle style, string title) => _svg.Append(
        $"<path d=\"{Outline(x, y, radius, style.Shape)}\" fill=\"{(style.IsFilled ? style.Colour : "#fff")}\" stroke=\"{style.Colour}\" stroke-width=\"{(style.Shape == FrontierShape.Cross ? "2.4" : "1.6")}\"><title>{Encode(title)}</title></path>\n");

    /// <summary>Writes a text with a white edge, so that lines below it do not cross it out.</summary>
    /// <param name="x">Where it is anchored.</param>
    /// <param name="y">Its baseline.</param>
    /// <param name="text">The text.</param>
    /// <param name="size">Size of its letters.</param>
    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="isBold">Whether it is bold.</param>
    /// <param name="turn">Degrees by which it is turned around its anchor.</param>
    public void Text(double x, double y, string text, double size = 12, string anchor = "start", string colour = "#000", bool isBold = false, double turn = 0)
    {
        string turned = turn == 0 ? "" : $" transform=\"rotate({Number(turn)} {Number(x)} {Number(y)})\"";
        string weight = isBold ? " font-weight=\"bold\"" : "";
        _svg.Append(
            $"<text x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Number(size)}\" text-anchor=\"{anchor}\" fill=\"{colour}\"{weight}{turned} stroke=\"#fff\" stroke-width=\"3\" paint-order=\"stroke\">{Encode(text)}</text>\n");
    }

    /// <summary>The finished picture.</summary>
    public string Finish() => _svg.Append("</svg>\n").ToString();

    private static string Outline(double x, double y, double r, FrontierShape shape) => shape switch
    {
        FrontierShape.Circle => $"M{Number(x - r)} {Number(y)}a{Number(r)} {Number(r)} 0 1 0 {Number(2 * r)} 0a{Number(r)} {Number(r)} 0 1 0 {Number(-2 * r)} 0z",
        FrontierShape.Square => $"M{Number(x - r)} {Number(y - r)}h{Number(2 * r)}v{Number(2 * r)}h{Number(-2 * r)}z",
        FrontierShape.Diamond => $"M{Number(x)} {Number(y - r - 1)}L{Number(x + r + 1)} {Number(y)}L{Number(x)} {Number(y + r + 1)}L{Number(x - r - 1)} {Number(y)}z",
        FrontierShape.Triangle => $"M{Number(x)} {Number(y - r - 1)}L{Number(x + r + 1)} {Number(y + r)}H{Number(x - r - 1)}z",
        _ => $"M{Number(x - r)} {Number(y - r)}L{Number(x + r)} {Number(y + r)}M{Number(x + r)} {Number(y - r)}L{Number(x - r)} {Number(y + r)}",
    };

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
