namespace TopologyMirror.Contracts;

/// <summary>Makes a fresh implementation, runs one case on it, and clears it away.</summary>
/// <typeparam name="TFixture">What the suite needs around the implementation.</typeparam>
/// <param name="runAsync">The case.</param>
/// <param name="cancellationToken">Ends the case.</param>
public delegate Task FixtureScope<TFixture>(Func<TFixture, CancellationToken, Task> runAsync, CancellationToken cancellationToken);
