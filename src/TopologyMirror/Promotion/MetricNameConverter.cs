using TopologyMirror.Internal;
using TopologyMirror.Metrics;

namespace TopologyMirror.Promotion;

/// <summary>Writes a <see cref="MetricName"/> as its plain text.</summary>
internal sealed class MetricNameConverter() : NameConverter<MetricName>(static text => new MetricName(text), static name => name.Value);
