namespace TopologyMirror.Processes.Runner;

/// <summary>A process that another has started ends with it: when nobody is left to hold its standard input open.</summary>
internal static class Attendance
{
    /// <summary>A token that is cancelled with another one, and where asked for at the end of standard input.</summary>
    public static CancellationToken Watch(bool isAttended, CancellationToken cancellationToken)
    {
        if (!isAttended)
        {
            return cancellationToken;
        }

        var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        new Thread(() =>
        {
            while (Console.In.Read() >= 0)
            {
            }

            left.Cancel();
        })
        {
            IsBackground = true,
        }.Start();
        return left.Token;
    }
}
