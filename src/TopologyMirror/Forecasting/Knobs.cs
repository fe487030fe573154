using System.Globalization;
namespace TopologyMirror.Forecasting;
#pragma warning disable RS0030 // exploring
internal static class Knobs
{
    public static double Of(string name, double fallback) => double.TryParse(Environment.GetEnvironmentVariable("K_" + name), CultureInfo.InvariantCulture, out double v) ? v : fallback;
}
