using System.Text.Json.Serialization;

namespace TopologyMirror.Backtests.Sweep;

/// <summary>Writes JSON for standard output without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SweepJson))]
[JsonSerializable(typeof(Realised.RealisedJson))]
internal sealed partial class SweepJsonContext : JsonSerializerContext;
