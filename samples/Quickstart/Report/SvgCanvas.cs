using System.Globalization;
using System.Net;
using System.Text;

namespace TopologyMirror.Quickstart.Report;

/// <summary>Writes one SVG picture. Colours come from classes, texts are encoded, numbers are the same in every culture. Not thread-safe.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder _svg = new();

    /// <summary>Starts a picture.</summary>
    /// <param name="width">Its width in its own units.</param>
    /// <param name="height">Its height.</param>
    /// <param name="label">What it shows, for those who cannot see it.</param>
    public SvgCanvas(double width, double height, string label) =>
        _svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Number(width)} {Number(height)}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\">");

    /// <summary>A coordinate: a tenth of a unit is finer than any screen.</summary>
    /// <param name="value">The coordinate.</param>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Draws a path.</summary>
    /// <param name="style">Its class.</param>
    /// <param name="data">Its data; nothing is drawn when it is empty.</param>
    /// <param name="clip">Id of a clip; null for none.</param>
    public void Path(string style, string data, string? clip = null)
    {
        if (data.Length > 0)
        {
            string clipped = clip is null ? "" : $" clip-path=\"url(#{clip})\"";
            _svg.Append($"<path class=\"{style}\" d=\"{data}\"{clipped}/>");
        }
    }

    /// <summary>Draws a path that tells more when it is pointed at.</summary>
    /// <param name="style">Its class.</param>
    /// <param name="data">Its data.</param>
    /// <param name="title">What it tells.</param>
    public void Marker(string style, string data, string title) =>
        _svg.Append($"<path class=\"{style}\" d=\"{data}\"><title>{WebUtility.HtmlEncode(title)}</title></path>");

    /// <summary>Draws a straight line.</summary>
    public void Line(string style, double x1, double y1, double x2, double y2) =>
        Path(style, $"M{Number(x1)} {Number(y1)}L{Number(x2)} {Number(y2)}");

    /// <summary>Draws a rectangle, which may tell more when it is pointed at.</summary>
    public void Box(string style, double x, double y, double width, double height, string? title = null)
    {
        string data = $"M{Number(x)} {Number(y)}h{Number(width)}v{Number(height)}h{Number(-width)}z";
        if (title is null)
        {
            Path(style, data);
        }
        else
        {
            Marker(style, data, title);
        }
    }

    /// <summary>Writes a text.</summary>
    public void Text(string style, double x, double y, string text) =>
        _svg.Append($"<text class=\"{style}\" x=\"{Number(x)}\" y=\"{Number(y)}\">{WebUtility.HtmlEncode(text)}</text>");

    /// <summary>Defines a clip.</summary>
    public void Clip(string id, double x, double y, double width, double height) =>
        _svg.Append($"<clipPath id=\"{id}\"><rect x=\"{Number(x)}\" y=\"{Number(y)}\" width=\"{Number(width)}\" height=\"{Number(height)}\"/></clipPath>");

    /// <summary>The finished picture.</summary>
    public string Finish() => _svg.Append("</svg>").ToString();
}
