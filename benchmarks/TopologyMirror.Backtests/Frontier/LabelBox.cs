namespace TopologyMirror.Backtests.Frontier;

/// <summary>Where a text stands.</summary>
/// <param name="Left">Its left end.</param>
/// <param name="Top">Its upper end.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
internal readonly record struct LabelBox(double Left, double Top, double Width, double Height)
{
    /// <summary>Whether two overlap.</summary>
    /// <param name="other">The other.</param>
    public bool Meets(LabelBox other) =>
        Left < other.Left + other.Width && other.Left < Left + Width && Top < other.Top + other.Height && other.Top < Top + Height;

    /// <summary>Whether a point lies within it.</summary>
    /// <param name="x">The point.</param>
    /// <param name="y">The point.</param>
    /// <param name="margin">How far outside still counts.</param>
    public bool Holds(double x, double y, double margin = 0) =>
        x > Left - margin && x < Left + Width + margin && y > Top - margin && y < Top + Height + margin;
}
