namespace TopologyMirror.Data;

/// <summary>What was observed of a cluster's data sets at one moment. Immutable and thread-safe.</summary>
public sealed class DataSnapshot
{
    private readonly SortedDictionary<DataSetName, DataSetState> _dataSets = [];

    /// <summary>Creates a snapshot.</summary>
    /// <param name="observedAt">The moment from which on the observation may be out of date: before the store was asked.</param>
    /// <param name="dataSets">The data sets, in any order, each once.</param>
    public DataSnapshot(DateTimeOffset observedAt, IEnumerable<DataSetState> dataSets)
    {
        ArgumentNullException.ThrowIfNull(dataSets);
        ObservedAt = observedAt;
        foreach (DataSetState dataSet in dataSets)
        {
            _dataSets.Add(dataSet.Name, dataSet);
        }
    }

    /// <summary>The moment from which on the observation may be out of date.</summary>
    public DateTimeOffset ObservedAt { get; }

    /// <summary>The data sets in ordinal order.</summary>
    public IReadOnlyCollection<DataSetState> DataSets => _dataSets.Values;

    /// <summary>The data set of that name; null when it was not observed.</summary>
    /// <param name="name">The name.</param>
    public DataSetState? Find(DataSetName name) => _dataSets.GetValueOrDefault(name);

    /// <summary>True when an instance accepts the writes of some data set, or is about to.</summary>
    /// <param name="instance">The instance.</param>
    public bool IsWriter(InstanceId instance) => _dataSets.Values.Any(d => d.Writers.Contains(instance) || d.PendingWriter == instance);
}
