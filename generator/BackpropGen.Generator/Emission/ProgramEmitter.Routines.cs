using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;

namespace BackpropGen.Generator.Emission;

internal sealed partial class ProgramEmitter
{
    private void WriteCall(Schedule schedule, PhaseKind kind, ScheduleItem item)
    {
        var buffers = item.Arguments.Select(argument => schedule.Program.Buffers[argument]).ToList();
        string layer = CommonPath(ParametersAmong(buffers));
        if (layer.Length > 0)
        {
            writer.Line("// " + layer);
        }

        writer.Line($"Routine{Names.Number(item.Routine)}({Names.List(Arguments(kind).Concat(buffers.Select(static buffer => Names.Number(buffer.Offset))))});");
    }

    private void WriteRoutine(Schedule schedule, Routine routine)
    {
        // Its values are named as in the first occurrence, without the path that is only that occurrence's.
        var buffers = schedule.Program.Buffers;
        string path = CommonPath(ParametersAmong(routine.Parameters.Select(parameter => buffers[parameter])));
        if (path.Length > 0)
        {
            string prefix = path + ".", identifier = Notation.ToIdentifier(path);
            buffers = buffers.Select(buffer => buffer with { Identifier = WithoutPath(buffer.Identifier, identifier) }).ToEquatableArray();
            routine = routine with { Steps = routine.Steps.Select(step => step with { Comment = new(() => step.Comment.ToString().Replace(prefix, "")) }).ToEquatableArray() };
        }

        var offsets = new Dictionary<int, string>();
        var taken = new HashSet<string>();
        foreach (int parameter in routine.Parameters)
        {
            string name = buffers[parameter].Identifier + "At";
            while (!taken.Add(name))
            {
                name += "_";
            }

            offsets.Add(parameter, name);
        }

        writer.Line();
        writer.Line("/// <summary>Steps that occur several times; each argument is the place of a value.</summary>");
        writer.Line(Optimized);
        writer.Open($"private static void Routine{Names.Number(routine.Number)}({Names.List(Parameters(routine.Kind).Concat(offsets.Values.Select(static name => "int " + name)))})");
        WriteSampleCount(routine.Kind, routine.Steps, schedule.Program);
        var scope = new BufferScope(writer, routine.Kind, buffers, offsets);
        var steps = new StepEmitter(writer, type, functions);
        for (int i = 0; i < routine.Steps.Length; i++)
        {
            if (i > 0)
            {
                writer.Line();
            }

            steps.Write(routine.Steps[i], scope);
        }

        writer.Close();
    }

    /// <summary><c>blocks0DownWeight</c> without <c>blocks0</c> is <c>downWeight</c>; of a gradient, <c>dDownWeight</c>.</summary>
    private static string WithoutPath(string identifier, string path)
    {
        string gradient = "d" + char.ToUpperInvariant(path[0]) + path.Substring(1);
        return Follows(identifier, gradient) ? "d" + identifier.Substring(gradient.Length)
            : Follows(identifier, path) ? char.ToLowerInvariant(identifier[path.Length]) + identifier.Substring(path.Length + 1)
            : identifier;
    }

    /// <summary>Whether a name goes on after a prefix with what can begin a name.</summary>
    private static bool Follows(string identifier, string prefix) => identifier.Length > prefix.Length
        && identifier.StartsWith(prefix, System.StringComparison.Ordinal) && char.IsLetter(identifier[prefix.Length]);

    /// <summary>The paths of the parameters that are read, or whose gradients are made.</summary>
    private static List<string> ParametersAmong(IEnumerable<Buffer> buffers) => buffers
        .Where(static buffer => buffer.Region is Region.Parameters or Region.Gradients)
        .Select(static buffer => buffer.Region == Region.Gradients ? buffer.Symbol.Substring(Planner.GradientOf.Length) : buffer.Symbol).ToList();

    /// <summary>The path that several share, up to a dot.</summary>
    private static string CommonPath(List<string> paths)
    {
        if (paths.Count == 0)
        {
            return "";
        }

        int length = paths[0].LastIndexOf('.');
        while (length > 0 && !paths.All(path => path.StartsWith(paths[0].Substring(0, length) + ".", System.StringComparison.Ordinal)))
        {
            length = paths[0].LastIndexOf('.', length - 1);
        }

        return length > 0 ? paths[0].Substring(0, length) : "";
    }
}
