using TopologyMirror.Backtests.Sweep;

namespace TopologyMirror.Backtests.Frontier;

/// <summary>How a family is drawn: no two differ in colour alone.</summary>
/// <param name="Colour">Colour of line and dots.</param>
/// <param name="Dash">Dashes of the line; empty for none.</param>
/// <param name="Width">Width of the line.</param>
/// <param name="Shape">Shape of the dots.</param>
/// <param name="IsFilled">Whether the dots are filled.</param>
/// <remarks>Colours: Okabe and Ito, "Color Universal Design", 2008, which people with any colour vision can tell apart.</remarks>
internal readonly record struct FrontierStyle(string Colour, string Dash, double Width, FrontierShape Shape, bool IsFilled)
{
    private const string Black = "#000000";
    private const string Grey = "#595959";
    private const string Blue = "#0072B2";
    private const string Sky = "#2F8FC4";
    private const string Green = "#00795A";
    private const string Vermilion = "#D55E00";
    private const string Purple = "#A8457F";
    private const string Ochre = "#9A6A00";

    /// <summary>The style of a family.</summary>
    /// <param name="family">The family.</param>
    public static FrontierStyle Of(string family) => family switch
    {
        PolicyCatalog.Mirror => new(Vermilion, "", 3, FrontierShape.Circle, true),
        PolicyCatalog.WithStanding => new(Vermilion, "", 2, FrontierShape.Circle, false),
        PolicyCatalog.Reactive => new(Black, "", 1.6, FrontierShape.Circle, true),
        PolicyCatalog.WarmPool + "1" => new(Sky, "7 3", 1.6, FrontierShape.Triangle, false),
        PolicyCatalog.WarmPool + "2" => new(Blue, "3 3", 1.6, FrontierShape.Square, false),
        PolicyCatalog.WarmPool + "4" => new(Purple, "10 3 2 3", 1.6, FrontierShape.Diamond, false),
        PolicyCatalog.NoShadow => new(Green, "", 1.6, FrontierShape.Diamond, true),
        "reactive+yesterday" => new(Ochre, "", 1.6, FrontierShape.Triangle, true),
        "holt-winters+reactive" => new(Purple, "", 1.6, FrontierShape.Square, true),
        "point-forecast" => new(Blue, "", 1.6, FrontierShape.Cross, true),
        PolicyCatalog.Clairvoyant => new(Grey, "", 1.6, FrontierShape.Diamond, false),
        _ => new(Grey, "", 1.6, FrontierShape.Square, false),
    };
}
