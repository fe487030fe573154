namespace TopologyMirror.Forecasting;

/// <summary>The leads whose errors are learnt; the others lie between them. Each is a third to a half longer than the one before.</summary>
internal static class LeadGrid
{
    public const int Longest = 384;

    private static readonly int[] All = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, Longest];

    /// <summary>The leads up to <paramref name="longest"/>, at least the first.</summary>
    public static int[] UpTo(int longest) => [.. All.Where(lead => lead == 1 || lead <= longest)];
}
