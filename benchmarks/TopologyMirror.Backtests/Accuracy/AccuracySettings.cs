namespace TopologyMirror.Backtests.Accuracy;

/// <summary>What the accuracy command was asked for.</summary>
internal sealed record AccuracySettings(string Folder, string? Set, string[] Models, int Every, int Threads, bool Json, bool Streaming)
{
    /// <summary>Whether the model of this name is to be run.</summary>
    public bool Wants(string model) => Models.Length == 0 || Models.Contains(model, StringComparer.Ordinal);
}
