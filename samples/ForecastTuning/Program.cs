using System.Text;
using TopologyMirror.ForecastTuning;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return TuningApp.Run(args, Console.Out, Console.Error, TimeProvider.System);
