using System.Text.Json.Serialization;
using TopologyMirror.Internal;

namespace TopologyMirror.Promotion;

/// <summary>The forms of recorded decisions. A form that was once written is read for ever: members are added, with a default, never changed.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    Converters = [typeof(ServiceNameConverter), typeof(MetricNameConverter), typeof(ConfigDigestConverter), typeof(RunIdConverter)])]
[JsonSerializable(typeof(DecisionForm))]
internal sealed partial class DecisionForms : JsonSerializerContext;
