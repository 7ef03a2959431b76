using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Planning;
using BackpropGen.Generator.Vocabulary;

namespace BackpropGen.Generator.Emission;

/// <summary>Prints a schedule as a static class: its memory, its routines and the method that runs it.</summary>
internal sealed partial class ProgramEmitter(SourceWriter writer, string type, FunctionTableEmitter functions)
{
    /// <summary>Compiled with all optimizations at once: the first steps wait for no tier, and the glue stays as fast as its kernels.</summary>
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
            writer.Line($"/// <summary>{Names.Xml(_loops[i].Loop.Comment.ToString())}: a register is a row{(_loops[i].Loop.Passes.Length > 0 ? ", or a column of as many samples as it has lanes" : "")}.</summary>");
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
                string run = loop.Passes.Length > 0 ? "RunTiles" : "Run";
                writer.Line($"Kernels::RowLoop.{run}<{type}, {functions.NameOf(loop.Columns)}, Memory, {LoopName(_loops.Count)}>(memory, {share});");
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
}
