namespace TopologyMirror.Pipeline;

/// <summary>After a run the shadow is in step again. Records of older versions hold neither value.</summary>
/// <param name="Services">What the shadow holds, in the services' order.</param>
/// <param name="After">Time since the run ended.</param>
internal sealed record ResyncedPayload(IReadOnlyList<ResyncedService>? Services = null, TimeSpan? After = null);
