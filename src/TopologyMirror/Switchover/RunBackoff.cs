namespace TopologyMirror.Switchover;

/// <summary>How long nothing new is tried after runs that did not commit. Pure.</summary>
public static class RunBackoff
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The time before which no new run starts by itself. One failure costs no wait, since a surge does not wait either; from the second in
    /// a row on the wait is a minute, doubled with each further one, and at most 15 minutes.
    /// </summary>
    /// <param name="failures">Runs in a row that were aborted or rolled back.</param>
    /// <param name="lastAt">When the newest of them ended.</param>
    public static DateTimeOffset Until(int failures, DateTimeOffset lastAt)
    {
        if (failures < 2)
        {
            return lastAt;
        }

        TimeSpan wait = First * Math.Pow(2, Math.Min(failures - 2, 10));
        return lastAt + (wait < Longest ? wait : Longest);
    }
}
