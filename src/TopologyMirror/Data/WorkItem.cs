namespace TopologyMirror.Data;

/// <summary>One piece of work behind a switch.</summary>
internal sealed class WorkItem(string name, Func<CancellationToken, Task> start, Func<CancellationToken, Task> stop)
{
    public string Name { get; } = name;

    public Func<CancellationToken, Task> Start { get; } = start;

    public Func<CancellationToken, Task> Stop { get; } = stop;

    /// <summary>It was started and has not been seen to stop.</summary>
    public bool Runs { get; set; }
}
