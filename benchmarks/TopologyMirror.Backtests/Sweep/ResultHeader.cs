using TopologyMirror.Pipeline;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>The first line of a result file.</summary>
/// <param name="Format">Name and version of the format.</param>
/// <param name="Revision">Version of the library, with the revision that it was built from.</param>
/// <param name="Configuration">The pipeline's options, but for what the rules of the replay set.</param>
internal sealed record ResultHeader(string Format, string Revision, MirrorPipelineOptions Configuration);
