namespace TopologyMirror.Promotion;

/// <summary>How many instances of a service are wanted, before it is said which of them move. Immutable.</summary>
/// <param name="Reaction">Instances that the reactive rule wants in live, before floor and ceiling.</param>
/// <param name="Desired">Instances that live lacks something without: observed, or predicted until what joins now serves.</param>
/// <param name="Total">Instances that are launched for, those that there are included.</param>
/// <param name="Keep">Instances that are not given up.</param>
internal readonly record struct ServiceTargets(int Reaction, int Desired, int Total, int Keep);
