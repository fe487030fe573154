namespace TopologyMirror.Promotion;

/// <summary>Shares the room for candidates among the services of a release. Pure.</summary>
internal static class WaveRoom
{
    /// <summary>
    /// The candidates of each service in the next wave: one each first, since the services of a revision go together, then as many as are
    /// wanted, in the order of the services. Where not every service gets one, none does.
    /// </summary>
    public static int[] Share(IReadOnlyList<WavePart> parts, int? free)
    {
        int left = free ?? int.MaxValue;
        int[] waves = new int[parts.Count];
        foreach (bool isFirst in new[] { true, false })
        {
            for (int i = 0; i < waves.Length; i++)
            {
                int most = Math.Min(parts[i].Wanted, isFirst ? Math.Min(parts[i].Limit, 1) : parts[i].Limit);
                int more = Math.Min(Math.Max(most - waves[i], 0), left);
                waves[i] += more;
                left -= more;
            }

            if (isFirst && parts.Where((p, i) => p.Wanted > 0 && waves[i] == 0).Any())
            {
                return new int[parts.Count];
            }
        }

        return waves;
    }
}
