using System.Globalization;

namespace TopologyMirror.Quickstart.Output;

/// <summary>Numbers as people read them; the same in every culture.</summary>
internal static class NumberText
{
    /// <summary>A load: three significant digits or more, as many decimals as that takes.</summary>
    /// <param name="load">The load.</param>
    public static string Load(double load) => Math.Abs(load) switch
    {
        0 => "0",
        >= 1e9 or < 1e-3 => load.ToString("0.###E+0", CultureInfo.InvariantCulture),
        >= 100 => load.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => load.ToString("0.0", CultureInfo.InvariantCulture),
        >= 1 => load.ToString("0.00", CultureInfo.InvariantCulture),
        _ => load.ToString("0.0000", CultureInfo.InvariantCulture),
    };

    /// <summary>A number with a fixed count of decimals; a dash when there is none.</summary>
    /// <param name="number">The number.</param>
    /// <param name="decimals">The count.</param>
    public static string Fixed(double? number, int decimals) =>
        number is { } value && double.IsFinite(value) ? value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) : "–";

    /// <summary>A percentage from 0 to 1, as people write it.</summary>
    /// <param name="share">The share.</param>
    public static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
