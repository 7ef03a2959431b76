using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Emission;

/// <summary>Prints a schedule as a static class: its memory, its routines and the method that runs it.</summary>
internal sealed class ProgramEmitter(SourceWriter writer, string type, FunctionTableEmitter functions)
{
    /// <summary>Compiled with all optimizations at once: the first steps wait for no tier, and the glue stays as fast as its kernels.</summary>
    /// <summary>Compiled once, fully.</summary>
    public const string Optimized = "[Runtime::MethodImpl(Runtime::MethodImplOptions.AggressiveOptimization)]";

    private readonly List<(RowLoopStep Loop, PhaseKind Kind)> _loops = [];

    /// <param name="schedule">What to print.</param>
    /// <param name="name">The class's name.</param>
    /// <param name="summary">What it computes.</param>
    /// <param name="columns">The inputs, and targets where they are read.</param>
    /// <param name="outputs">The names of the spans that the caller wants filled.</param>
    public void Write(Schedule schedule, string name, string summary, IReadOnlyList<ColumnDeclaration> columns, IReadOnlyList<string> outputs)
    {
        var program = schedule.Program;
        writer.Line();
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Open($"file static class {name}");
        WorkspaceTable.Write(writer, program, type == "float" ? sizeof(float) : sizeof(double));
        writer.Line();
        writer.Line("/// <summary>The numbers of workspace that each sample needs, and those needed once.</summary>");
        writer.Line($"public const int WorkspacePerSample = {Names.Number(program.WorkspacePerSample)}, WorkspaceShared = {Names.Number(program.WorkspaceShared)}, IndexesPerSample = {Names.Number(program.IndexesPerSample)};");
        foreach (var result in program.Results)
        {
            writer.Line($"public const int {result.Role}At = {Names.Number(program.Buffers[result.Buffer].Offset)};");
        }

        WriteConstants(program);
        WriteDescents(program);
        WriteRun(schedule);
        foreach (var part in schedule.Parts)
        {
            var kind = program.Phases[part.Phase - 1].Kind;
            writer.Line();
            writer.Line(Optimized);
            writer.Open($"private static void {PartName(program, part)}({Names.List(Parameters(kind))})");
            WriteItems(schedule, kind, part.Items);
            writer.Close();
        }

        for (int i = 0; i < _loops.Count; i++)
        {
            writer.Line();
            writer.Line($"/// <summary>{Names.Xml(_loops[i].Loop.Comment.ToString())}: each row is a register.</summary>");
            new RowLoopEmitter(_loops[i].Loop, _loops[i].Kind, type, program.Buffers, functions).Write(writer, LoopName(i + 1));
        }

        _loops.Clear();
        foreach (var routine in schedule.Routines)
        {
            WriteRoutine(schedule, routine);
        }

        WriteMemory(schedule, columns, outputs);
        writer.Close();
    }

    private void WriteRun(Schedule schedule)
    {
        writer.Line();
        writer.Line("/// <summary>The phases, in order; threads share those of samples and those of outputs.</summary>");
        writer.Line(Optimized);
        writer.Open("public static void Run(scoped in Memory memory)");
        foreach (var parts in schedule.Parts.GroupBy(static part => part.Phase))
        {
            var phase = schedule.Program.Phases[parts.Key - 1];
            if (phase.Kind != PhaseKind.Once)
            {
                writer.Line($"Execution::Team.Run{phase.Kind}(memory, {Names.Number(parts.Key)}, memory.Threads, memory.Samples, {Operations(phase.Work)});");
                continue;
            }

            foreach (var part in parts)
            {
                writer.Line(PartName(schedule.Program, part) + "(memory);");
            }
        }

        writer.Close();
    }

    private static string Operations(Work work) => (work.PerSample, work.Once) switch
    {
        (0, var once) => Names.Number(once),
        (var perSample, 0) => $"{Names.Number(perSample)}L * memory.Samples",
        var (perSample, once) => $"({Names.Number(perSample)}L * memory.Samples) {(once < 0 ? "-" : "+")} {Names.Number(System.Math.Abs(once))}",
    };

    /// <summary>The name of a part's method: <c>Samples2</c>, or <c>Samples2Part1</c>.</summary>
    private static string PartName(Program program, SchedulePart part) =>
        program.Phases[part.Phase - 1].Kind + Names.Number(part.Phase) + (part.Part == 0 ? "" : "Part" + Names.Number(part.Part));

    private static IEnumerable<string> Parameters(PhaseKind kind) =>
        kind == PhaseKind.Once ? ["scoped in Memory memory"] : ["scoped in Memory memory", "scoped in Execution::Share share"];

    private static IEnumerable<string> Arguments(PhaseKind kind) => kind == PhaseKind.Once ? ["memory"] : ["memory", "share"];

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

    private void WriteItems(Schedule schedule, PhaseKind kind, EquatableArray<ScheduleItem> items)
    {
        var scope = new BufferScope(writer, kind, schedule.Program.Buffers, new Dictionary<int, string>());
        var steps = new StepEmitter(writer, type, functions);
        WriteSampleCount(kind, items.Where(static item => item.Step is not null).Select(static item => item.Step!), schedule.Program);
        ScheduleItem? previous = null;
        foreach (var item in items)
        {
            bool continuesRun = item.Step is null && previous?.Routine == item.Routine;
            if (previous is not null && !continuesRun)
            {
                writer.Line();
            }

            previous = item;
            if (item.Step is RowLoopStep loop)
            {
                _loops.Add((loop, kind));
                writer.Line("// " + loop.Comment);
                string share = kind == PhaseKind.Once ? "Execution::Share.Whole(memory.Samples)" : "share";
                writer.Line($"Kernels::RowLoop.Run<{type}, {functions.NameOf(loop.Columns)}, Memory, {LoopName(_loops.Count)}>(memory, {share});");
            }
            else if (item.Step is not null)
            {
                steps.Write(item.Step, scope);
            }
            else
            {
                WriteCall(schedule, kind, item);
            }
        }
    }

    private static string LoopName(int number) => "Rows" + Names.Number(number);

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

    /// <summary>Declares the number of samples, where threads share them the thread's, where a statement mentions it: an
    /// unused local is a warning.</summary>
    private void WriteSampleCount(PhaseKind kind, IEnumerable<Step> steps, Program program)
    {
        bool hasAll = kind != PhaseKind.Samples;
        if (steps.Any(step => step is IndexStep { Kind: IndexKind.BatchSize } || MentionsSamples(step)
            || (hasAll && step is not RowLoopStep && step.Accesses.Any(access => program.Buffers[access.Buffer].Region is Region.Workspace or Region.Indexes))))
        {
            writer.Line($"int n = {(hasAll ? "memory.Samples" : "share.Count")};");
        }
    }

    private static bool MentionsSamples(Step step) => step switch
    {
        LoopStep loop => loop.Loops.Concat(loop.OuterLoops).Any(static extent => extent.TimesSamples),
        ProductStep product => product.OuterLoops.Concat([product.Rows, product.Columns, product.Inner, product.Batch ?? default]).Any(static extent => extent.TimesSamples),
        IndexStep index => index.Count.TimesSamples,
        _ => false,
    };

    private void WriteMemory(Schedule schedule, IReadOnlyList<ColumnDeclaration> columns, IReadOnlyList<string> outputs)
    {
        writer.Line();
        writer.Line("/// <summary>What one run reads and writes.</summary>");
        var shared = schedule.Parts.Where(part => schedule.Program.Phases[part.Phase - 1].Kind != PhaseKind.Once).ToList();
        writer.Open("public ref struct Memory" + (shared.Count == 0 ? "" : " : Execution::IProgram<Memory>"));
        writer.Line("public int Samples, Threads;");
        writer.Line($"public global::System.ReadOnlySpan<{type}> Parameters;");
        var memory = MemoryShape.Of(schedule.Program);
        string[] none = [];
        string[] spans = [.. memory.HasStates ? ["States"] : none, "Workspace", .. memory.HasShared ? ["Shared"] : none, .. memory.HasGradients ? ["Gradients"] : none];
        writer.Line($"public global::System.Span<{type}> {Names.List(spans)};");
        if (memory.HasIndexes)
        {
            writer.Line("public global::System.Span<int> Indexes;");
        }

        if (memory.HasDescents)
        {
            writer.Line($"public Kernels::Descent<{type}> Descent;");
        }

        foreach (var column in columns)
        {
            writer.Line($"public global::System.ReadOnlySpan<{(column.IsLabel ? "int" : type)}> {Names.Field(column.Name)};");
        }

        foreach (string output in outputs)
        {
            writer.Line($"public global::System.Span<{type}> {Names.Field(output)};");
        }

        if (shared.Count > 0)
        {
            WriteShares(schedule.Program, shared);
        }

        writer.Close();
    }

    /// <summary>The method by which a thread finds its phase.</summary>
    private void WriteShares(Program program, List<SchedulePart> parts)
    {
        writer.Line();
        writer.Line(Optimized);
        writer.Open("static void Execution::IProgram<Memory>.Run(scoped in Memory memory, int phase, scoped in Execution::Share share)");
        var phases = parts.GroupBy(static part => part.Phase).ToList();
        if (phases.Count == 1)
        {
            parts.ForEach(part => writer.Line($"{PartName(program, part)}(memory, share);"));
        }
        else
        {
            writer.Open("switch (phase)");
            foreach (var phase in phases)
            {
                writer.Line($"case {Names.Number(phase.Key)}:");
                foreach (var part in phase)
                {
                    writer.Line($"    {PartName(program, part)}(memory, share);");
                }

                writer.Line("    break;");
            }

            writer.Close();
        }

        writer.Close();
    }

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
