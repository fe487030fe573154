namespace TopologyMirror.Capacity;

/// <summary>What is read of one metric, for the rule of the Kubernetes HorizontalPodAutoscaler. Immutable.</summary>
/// <param name="Ratio">Mean of the ready instances that are read ÷ target; finite, not negative.</param>
/// <param name="Read">Ready instances that are read.</param>
/// <param name="Missing">Ready instances of which nothing is read.</param>
/// <param name="NotReady">Instances that are not ready yet.</param>
public readonly record struct HpaReading(double Ratio, int Read, int Missing = 0, int NotReady = 0);
