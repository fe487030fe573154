using TopologyMirror.Pipeline;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>The first line of a result file.</summary>
/// <param name="Format">Name and version of the format.</param>
/// <param name="Revision">Version of the library, with the revision that it was built from.</param>
/// <param name="Configuration">The pipeline's options, but for what the rules of the replay and the name of a policy set.</param>
/// <param name="Data">The folder of the recorded loads; null in a file that does not name it.</param>
internal sealed record ResultHeader(string Format, string Revision, MirrorPipelineOptions Configuration, string? Data = null);
