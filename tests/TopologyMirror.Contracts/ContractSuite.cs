namespace TopologyMirror.Contracts;

/// <summary>What an implementation of one port must do, as far as it declares that it can. Immutable.</summary>
/// <param name="Port">The port, for example <c>IInstanceFleet</c>.</param>
/// <param name="Cases">The cases to run, each on an implementation of its own.</param>
/// <param name="NotApplicable">Names of the cases that are left out, since what they try was not declared.</param>
public sealed record ContractSuite(string Port, IReadOnlyList<ContractCase> Cases, IReadOnlyList<string> NotApplicable);
