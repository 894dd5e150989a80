@main struct Breakouts { static func main() {} }
