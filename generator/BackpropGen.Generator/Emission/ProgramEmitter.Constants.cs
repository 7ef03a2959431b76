using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;

namespace BackpropGen.Generator.Emission;

internal sealed partial class ProgramEmitter
{
    private void WriteConstants(Program program)
    {
        for (int i = 0; i < program.Constants.Length; i++)
        {
            var values = program.Constants[i].Values.Select(value => type == "float" ? "(float)" + Names.Literal(value) : Names.Literal(value));
            writer.Line();
            // An array, since a span over constant data allocates until the JIT has optimized its method.
            writer.Line($"private static readonly {type}[] Constant{Names.Number(i)} = [{Names.List(values)}];");
        }
    }

    private void WriteDescents(Program program)
    {
        var descents = program.Descents.ToList();
        if (descents.Count > 0 && !program.DescendsWhole)
        {
            writer.Line();
            writer.Line("/// <summary>The parameters that plain descent moves where their gradients are computed: where each begins and ends.</summary>");
            // No span of constants: where code is not optimized, as in a user's debug build, asking for one allocates.
            writer.Line($"public static readonly int[] Descends = {Ends(descents)};");
            var onThreads = program.DescentsOnThreads.ToList();
            if (onThreads.Count < descents.Count)
            {
                writer.Line();
                writer.Line("/// <summary>Those on several threads, which read the others meanwhile.</summary>");
                writer.Line($"public static readonly int[] DescendsOnThreads = {Ends(onThreads)};");
            }
        }
    }

    /// <summary>Where buffers begin and end, neighbors as one.</summary>
    private static string Ends(IEnumerable<(Buffer Gradient, int Step)> descents)
    {
        var ends = new List<int>();
        foreach (var (buffer, _) in descents)
        {
            if (ends.Count > 0 && ends[ends.Count - 1] == buffer.Offset)
            {
                ends.RemoveAt(ends.Count - 1);
            }
            else
            {
                ends.Add(buffer.Offset);
            }

            ends.Add(buffer.Offset + buffer.Size);
        }

        return $"[{Names.List(ends.Select(Names.Number))}]";
    }
}
